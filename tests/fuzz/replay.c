/* Runs a fuzzer over files, once each: without libFuzzer, so any compiler and the preset of the
 * tests will do. The arguments are files and folders of files; each name is printed before it is
 * run, so that the last one printed is the one that failed. */
#include "fuzz.h"

#include <dirent.h>
#include <sys/stat.h>

#define FILE_SIZE_MAX (1u << 20)

static int run_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        return 0;
    }
    char *room = mem_alloc(FILE_SIZE_MAX);
    size_t size = fread(room, 1, FILE_SIZE_MAX, file);
    fclose(file);
    uint8_t *exact = malloc(size ? size : 1); /* no byte behind it: ASan sees every overrun */
    if (!exact)
        abort();
    memcpy(exact, room, size);
    free(room);
    printf("%s (%zu bytes)\n", path, size);
    fflush(stdout);
    LLVMFuzzerTestOneInput(exact, size);
    free(exact);
    return 1;
}

static int run_folder(const char *path)
{
    struct dirent **entries = NULL;
    int ran = 0;
    int count = scandir(path, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        char *full = mem_printf("%s/%s", path, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.')
            ran += run_file(full);
        free(full);
        free(entries[i]);
    }
    free(entries);
    return ran;
}

int main(int argc, char **argv)
{
    int ran = 0;
    for (int i = 1; i < argc; i++) {
        struct stat info;
        bool folder = stat(argv[i], &info) == 0 && S_ISDIR(info.st_mode);
        ran += folder ? run_folder(argv[i]) : run_file(argv[i]);
    }
    if (ran == 0)
        fprintf(stderr, "nothing to run: name files, or folders of files\n");
    return ran == 0;
}

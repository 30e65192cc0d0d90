/* backtrace_symbols knows only what is exported, and nothing is exported from the binary: a name of
 * ours could take the place of one in a library. So the symbol table of the file itself is read.
 * /proc/self/exe is the file that runs, whatever has been put under its name since; what it says of
 * offsets is checked all the same. */
#include "app/symbols.h"

#include <dlfcn.h>
#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

typedef ElfW(Ehdr) elf_header;
typedef ElfW(Shdr) elf_section;
typedef ElfW(Sym) elf_symbol;

struct image {
    const char *bytes;
    size_t size;
};

/* `count` things of `each` bytes at this offset; NULL: not within the file. */
static const void *part(const struct image *image, uint64_t offset, uint64_t count, size_t each)
{
    if (offset > image->size || count > (image->size - offset) / each || offset % sizeof(void *))
        return NULL;
    return image->bytes + offset;
}

/* Each function has a symbol; the one that covers the address is it. */
static void find(const struct image *image, const elf_section *table, const elf_section *texts,
                 uintptr_t address, char *out, size_t size)
{
    size_t count = table->sh_size / sizeof(elf_symbol);
    const elf_symbol *symbols = part(image, table->sh_offset, count, sizeof(elf_symbol));
    if (!symbols || texts->sh_offset > image->size ||
        texts->sh_size > image->size - texts->sh_offset)
        return;
    const char *names = image->bytes + texts->sh_offset;
    for (size_t i = 0; i < count; i++) {
        const elf_symbol *at = &symbols[i];
        if (ELF64_ST_TYPE(at->st_info) == STT_FUNC && address >= at->st_value &&
            address - at->st_value < at->st_size && at->st_name < texts->sh_size) {
            snprintf(out, size, "%.*s+0x%zx", (int)(texts->sh_size - at->st_name),
                     names + at->st_name, (size_t)(address - at->st_value));
            return;
        }
    }
}

static void search(const struct image *image, uintptr_t base, uintptr_t address, char *out,
                   size_t size)
{
    const elf_header *header = part(image, 0, 1, sizeof(*header));
    const elf_section *sections =
        header ? part(image, header->e_shoff, header->e_shnum, sizeof(*sections)) : NULL;
    if (!sections)
        return;
    if (header->e_type == ET_DYN)
        address -= base;
    for (size_t i = 0; i < header->e_shnum; i++)
        if (sections[i].sh_type == SHT_SYMTAB && sections[i].sh_link < header->e_shnum)
            find(image, &sections[i], &sections[sections[i].sh_link], address, out, size);
}

static int map_self(struct image *image)
{
    struct stat info;
    int fd = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return -1;
    void *bytes = MAP_FAILED;
    if (fstat(fd, &info) == 0 && info.st_size > 0)
        bytes = mmap(NULL, (size_t)info.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    close(fd);
    if (bytes == MAP_FAILED)
        return -1;
    *image = (struct image){bytes, (size_t)info.st_size};
    return 0;
}

void symbols_name(const void *address, char *out, size_t size)
{
    static const char mine; /* any address of the binary */
    Dl_info here, there;
    struct image image;
    *out = '\0';
    if (!dladdr(&mine, &here) || !dladdr(address, &there) || here.dli_fbase != there.dli_fbase ||
        map_self(&image))
        return;
    search(&image, (uintptr_t)here.dli_fbase, (uintptr_t)address, out, size);
    munmap((void *)(uintptr_t)image.bytes, image.size);
}

/* A service manager's ear: binds the datagram socket that argv[1] names ("@" for an abstract name)
 * and prints what it is told, a line a datagram, with "|" for a line break in it. Ends with its
 * input. */
#include <poll.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>

int main(int argc, char **argv)
{
    struct sockaddr_un address = {.sun_family = AF_UNIX};
    size_t len = argc > 1 ? strlen(argv[1]) : 0;
    char words[512];
    if (!len || len >= sizeof(address.sun_path))
        return 2;
    memcpy(address.sun_path, argv[1], len);
    if (argv[1][0] == '@')
        address.sun_path[0] = '\0';
    int fd = socket(AF_UNIX, SOCK_DGRAM, 0);
    if (bind(fd, (const struct sockaddr *)&address,
             (socklen_t)(offsetof(struct sockaddr_un, sun_path) + len)) < 0)
        return 1;
    puts("listening");
    fflush(stdout);
    struct pollfd from[2] = {{.fd = fd, .events = POLLIN}, {.fd = 0, .events = POLLIN}};
    while (poll(from, 2, -1) > 0 && !from[1].revents) {
        ssize_t got = recv(fd, words, sizeof(words) - 1, 0);
        words[got > 0 ? got : 0] = '\0';
        for (char *at = words; (at = strchr(at, '\n'));)
            *at = '|';
        puts(words);
        fflush(stdout);
    }
    return 0;
}

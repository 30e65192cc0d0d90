/* The words of `bylina migrate` that are about whole worlds: copy and sums. */
#ifndef BYLINA_APP_COPYING_H
#define BYLINA_APP_COPYING_H

/* argv[0] is the word itself; gives the exit code. */
int copying_run(char *const *argv);

#endif

/* A Redis of the test's own, on a Unix socket in a temporary folder. It keeps nothing on the disk
 * but to load it slowly, and ends with the test. */
#ifndef BYLINA_TESTS_SERVERS_REDIS_H
#define BYLINA_TESTS_SERVERS_REDIS_H

struct redis_server;

struct redis_server *redis_server_new(void); /* starts it, and waits until it takes connections */
const char *redis_server_url(const struct redis_server *server); /* "unix:/tmp/.../r.sock" */
void redis_server_kill(struct redis_server *server);             /* with -9 */
void redis_server_start(struct redis_server *server);            /* again, empty */
/* Again, with data that takes it seconds to load: meanwhile it answers -LOADING. */
void redis_server_start_slowly(struct redis_server *server);
/* Nobody reaches it: who was connected is cut off. It keeps what it has, */
void redis_server_hide(struct redis_server *server);
void redis_server_show(struct redis_server *server);   /* and is reached again. */
void redis_server_freeze(struct redis_server *server); /* it hangs: SIGSTOP, */
void redis_server_thaw(struct redis_server *server);   /* and SIGCONT */
/* One command by redis-cli's rules of words; its first line of output is for free(). */
char *redis_server_ask(struct redis_server *server, const char *command);
void redis_server_free(struct redis_server *server);

#endif

/* Who has a role: those of the configuration and those that were granted (the document _roles/all,
 * which engine/lua/roles.lua keeps). Turns read the document themselves; this copy is for what is
 * decided without a turn: whose menu shows what, who may play in maintenance. Loop thread. */
#ifndef BYLINA_APP_ROLES_H
#define BYLINA_APP_ROLES_H

#include "bind/bind.h"
#include "store/store.h"

#define ROLES_MAX 256

struct roles;

struct roles *roles_new(const struct bind_host *host); /* kept */
void roles_free(struct roles *roles);                  /* after store_close */
/* Reads the granted ones; fn once. */
void roles_load(struct roles *roles, struct store *store, store_done_fn fn, void *ctx);

/* Granted; role NULL: taken away. What the configuration says stays. */
void roles_set(struct roles *roles, int64_t id, const char *role);
/* NULL: he has none. */
const char *roles_of(const struct roles *roles, int64_t id);
bool roles_everyone(const struct roles *roles); /* is an owner */
/* Those who have one, by place: false behind the last. */
bool roles_at(const struct roles *roles, size_t place, struct bind_role *ret_role);

#endif

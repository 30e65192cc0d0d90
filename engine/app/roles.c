/* One array: first those of the configuration, which never change, then those that were granted.
 * Role names are those of the static list, so nothing but the array is owned. */
#include "app/roles.h"

#include "base/mem.h"
#include "base/str.h"
#include "json/json.h"

#include <stdlib.h>
#include <string.h>

struct roles {
    const struct bind_host *host;
    struct bind_role at[ROLES_MAX];
    size_t count;
    struct store_key key; /* while it is read */
    store_done_fn fn;
    void *ctx;
};

static const char *known(const char *role)
{
    static const char *const NAMES[] = {"owner", "admin", "designer", "moderator"};
    for (size_t i = 0; role && i < sizeof NAMES / sizeof NAMES[0]; i++)
        if (str_equal(role, NAMES[i]))
            return NAMES[i];
    return NULL;
}

struct roles *roles_new(const struct bind_host *host)
{
    struct roles *roles = mem_alloc(sizeof *roles);
    roles->host = host;
    for (; roles->count < host->role_count; roles->count++)
        roles->at[roles->count] = host->roles[roles->count];
    return roles;
}

void roles_free(struct roles *roles)
{
    free(roles);
}

/* Its place, or count. */
static size_t find(const struct roles *roles, int64_t id)
{
    size_t i = 0;
    while (i < roles->count && roles->at[i].id != id)
        i++;
    return i;
}

void roles_set(struct roles *roles, int64_t id, const char *role)
{
    size_t at = find(roles, id);
    const char *name = known(role);
    if (at < roles->host->role_count)
        return;
    if (!name) {
        if (at < roles->count)
            roles->at[at] = roles->at[--roles->count];
    } else if (at < ROLES_MAX) {
        roles->at[at] = (struct bind_role){id, name};
        roles->count += at == roles->count;
    }
}

const char *roles_of(const struct roles *roles, int64_t id)
{
    size_t at = find(roles, id);
    return at < roles->count ? roles->at[at].role : NULL;
}

bool roles_everyone(const struct roles *roles)
{
    return roles->host->everyone_owner;
}

bool roles_at(const struct roles *roles, size_t place, struct bind_role *ret_role)
{
    if (place >= roles->count)
        return false;
    *ret_role = roles->at[place];
    return true;
}

static void on_read(void *ctx, const struct store_doc *docs, size_t count, const struct err *err)
{
    struct roles *roles = ctx;
    json *body = NULL;
    if (!err && count == 1 && docs->body && json_parse(docs->body, docs->len, &body, NULL) == 0) {
        for (const json *one = json_first(body); one; one = json_next(one)) {
            int64_t id;
            if (str_to_i64(json_key(one), 1, INT64_MAX, &id) == 0)
                roles_set(roles, id, json_str(one, "role", NULL));
        }
    }
    json_free(body);
    roles->fn(roles->ctx, err);
}

void roles_load(struct roles *roles, struct store *store, store_done_fn fn, void *ctx)
{
    roles->key = (struct store_key){"_roles", "all"};
    roles->fn = fn;
    roles->ctx = ctx;
    store_read(store, &roles->key, 1, on_read, roles);
}

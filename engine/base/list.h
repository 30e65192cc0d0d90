/* A doubly linked list through a field of its members, header-only. The list owns nothing.
 *
 *     struct job { struct list_node node; ... };
 *     list_push(&queue, &job->node);
 *     struct job *first = LIST_OF(list_first(&queue), struct job, node);  (NULL when empty) */
#ifndef BYLINA_BASE_LIST_H
#define BYLINA_BASE_LIST_H

#include <stdbool.h>
#include <stddef.h>

struct list_node {
    struct list_node *prev;
    struct list_node *next;
};

struct list {
    struct list_node head;
};

#define LIST_OF(node_ptr, type, field)                                                             \
    ((type *)list_owner((struct list_node *)(node_ptr), offsetof(type, field)))

static inline void *list_owner(struct list_node *node, size_t offset)
{
    return node ? (char *)node - offset : NULL;
}

static inline void list_init(struct list *list)
{
    list->head.prev = list->head.next = &list->head;
}

static inline bool list_empty(const struct list *list)
{
    return list->head.next == &list->head;
}

static inline void list_insert_after(struct list_node *place, struct list_node *node)
{
    node->prev = place;
    node->next = place->next;
    place->next->prev = node;
    place->next = node;
}

static inline void list_push(struct list *list, struct list_node *node) /* at the end */
{
    list_insert_after(list->head.prev, node);
}

static inline void list_push_front(struct list *list, struct list_node *node)
{
    list_insert_after(&list->head, node);
}

/* Takes a member out; a node that is in no list (zeroed or removed) is left alone. */
static inline void list_remove(struct list_node *node)
{
    if (!node->next)
        return;
    node->prev->next = node->next;
    node->next->prev = node->prev;
    node->prev = node->next = NULL;
}

static inline struct list_node *list_first(const struct list *list)
{
    return list_empty(list) ? NULL : list->head.next;
}

static inline struct list_node *list_next(const struct list *list, const struct list_node *node)
{
    return node->next == &list->head ? NULL : node->next;
}

static inline struct list_node *list_pop(struct list *list)
{
    struct list_node *node = list_first(list);
    if (node)
        list_remove(node);
    return node;
}

#endif

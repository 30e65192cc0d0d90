/* The unit of work, the part for finding: documents by their fields, leader boards, live documents.
 * Part of unit.h's contract: what is said there holds here. */
#ifndef BYLINA_TURN_UNIT_FIND_H
#define BYLINA_TURN_UNIT_FIND_H

#include "turn/unit.h"

#define UNIT_FINDS_MAX   64 /* different questions to the index */
#define UNIT_FIELDS_MAX  4  /* by which a document is found */
#define UNIT_BOARDS_MAX  8
#define UNIT_WATCHES_MAX 256 /* documents that one screen is drawn from */

/* The fields by which a document is found that this run has written or dropped: at most
 * UNIT_FIELDS_MAX. */
enum unit_type { UNIT_BOOLEAN, UNIT_NUMBER, UNIT_TEXT };
struct unit_field {
    const char *name;
    enum unit_type type;
    double number; /* a boolean: 0 or 1 */
    const char *text;
};
int unit_index(struct unit *unit, const char *kind, const char *id, const struct unit_field *fields,
               size_t count);

struct unit_find { /* store/find.h says what each means */
    const char *kind;
    const struct unit_field *where;
    size_t where_count;
    const char *order;
    bool falling;
    bool indexed;
    bool live;
    int64_t limit;
};
/* The ids of documents, as they were committed last: what this run has written is not among them.
 * UNIT_WAIT, UNIT_OVER: as above. */
enum unit_got unit_find(struct unit *unit, const struct unit_find *find,
                        const char *const **ret_ids, size_t *ret_count);

/* The document that this run has written or dropped is of a live kind: screens that were drawn from
 * it are drawn again. */
void unit_live(struct unit *unit, const char *kind, const char *id);
struct unit_watch {
    const char *kind;
    const char *id; /* "": all of the kind, for which this run has looked by unit_find */
};
/* The screen that the lane has open was drawn from these; nothing: from no live document. */
int unit_watch(struct unit *unit, const char *lane, const struct unit_watch *watches, size_t count);

/* A player's places on the leader boards, as this run makes them. */
struct unit_rank {
    const char *id;
    const char *name;
    const struct unit_field *scores; /* whole numbers; UNIT_BOOLEAN: no place on this board */
    size_t count;
    bool out; /* on no board from now on, whatever is said of his scores, */
    bool in;  /* until this */
};
int unit_rank(struct unit *unit, const struct unit_rank *rank);

struct unit_board { /* store/board.h says what each of these means */
    const char *board;
    const char *id;
    const char *name;
    int64_t score;
};
struct unit_place {
    const char *id;
    const char *name;
    int64_t score;
    int64_t place;
};
/* As it was committed last. UNIT_WAIT, UNIT_OVER: as above. */
enum unit_got unit_board(struct unit *unit, const struct unit_board *board,
                         const struct unit_place **ret_places, size_t *ret_count);

#endif

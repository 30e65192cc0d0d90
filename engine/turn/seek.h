/* Finding documents, or a leader board, for a turn that waits. Private to turn/. */
#ifndef BYLINA_TURN_SEEK_H
#define BYLINA_TURN_SEEK_H

struct turn;

/* Asks the database for what turn->unit->seeking wants, and for those of the documents that are not
 * in memory; then the turn runs on. */
void seek_start(void *turn);
/* The same for the board of turn->unit->asking. */
void board_start(void *turn);

#endif

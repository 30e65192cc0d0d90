/* The machine's clocks. Leases, deadlines of calls and rate limits use the monotonic one; dates use
 * the wall clock. The game's own clock (wall plus a stored offset) lives in turn/. Threads: any. */
#ifndef BYLINA_BASE_CLOCK_H
#define BYLINA_BASE_CLOCK_H

#include <stdint.h>

int64_t clock_mono_ms(void); /* milliseconds since some start; never goes back */
int64_t clock_mono_us(void);
int64_t clock_cpu_us(void);  /* that the calling thread has had of the processor */
int64_t clock_wall_ms(void); /* milliseconds since 1970 UTC; may jump */

#endif

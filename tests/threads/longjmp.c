/* What ThreadSanitizer lacks for Debian's Lua: an error or a yield there is a __longjmp_chk, the
 * longjmp of fortified libraries, which it does not know. Unwatched, each jump leaves the frames
 * that it has skipped on the sanitizer's own stack of calls, until that overflows. In a build with
 * ThreadSanitizer this one stands before that of libc in every program, and makes it a jump that is
 * watched. What __longjmp_chk checks besides is lost there. */
#include <setjmp.h>

_Noreturn void __longjmp_chk(jmp_buf env, int value);

_Noreturn void __longjmp_chk(jmp_buf env, int value)
{
    longjmp(env, value);
}

#ifndef TWOFOLD_CPROCESS_H
#define TWOFOLD_CPROCESS_H

#include <signal.h>
#include <stddef.h>
#include <sys/resource.h>
#include <sys/types.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif
#ifdef __APPLE__
#include <sys/ptrace.h>
#endif

/* Keeps the memory of this process out of core files and away from other processes of the same user, for good. To be called
   before anything is read.

   The limit alone isn't enough: Linux ignores it where core files go to a program (core(5)). A process that isn't dumpable
   writes none at all, and only root, or a tracer that started it with the right to trace anything, can read its memory
   (prctl(2), ptrace(2)). Programs that this one starts are dumpable again, but inherit the limit. */
static inline void twofold_keep_memory_private(void) {
    struct rlimit none = {0, 0};
    setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
#endif
#ifdef __APPLE__
    ptrace(PT_DENY_ATTACH, 0, NULL, 0);
#endif
}

/* Lets a crash end this process without a word. If Swift's backtracer is installed, the runtime has it write registers and the
   memory around them to standard error, which is a log in the case of a server. SWIFT_BACKTRACE=enable=no does the same from
   outside. */
static inline void twofold_crash_in_silence(void) {
    const int crashes[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT, SIGSEGV, SIGTRAP};
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) {
        struct sigaction now;
        if (sigaction(crashes[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN) signal(crashes[i], SIG_DFL);
    }
}

#endif

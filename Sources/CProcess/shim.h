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

/* Permanently keeps this process's memory out of core files and away from other processes of the same user. Call it before
   reading anything.

   The limit alone isn't enough: Linux ignores it if core files are piped to a program (core(5)). A process that isn't dumpable
   writes none at all, and only root, or a tracer that started it with the right to trace any process, can read its memory
   (prctl(2), ptrace(2)). Programs started by this one are dumpable again, but inherit the limit. */
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

/* Makes a crash end this process silently. If Swift's backtracer is installed, the runtime would have it write registers and
   the memory around them to standard error, which a server sends to a log. Setting SWIFT_BACKTRACE=enable=no has the same
   effect. */
static inline void twofold_crash_in_silence(void) {
    const int crashes[] = {SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGQUIT, SIGSEGV, SIGTRAP};
    for (size_t i = 0; i < sizeof crashes / sizeof *crashes; i++) {
        struct sigaction now;
        if (sigaction(crashes[i], NULL, &now) == 0 && now.sa_handler != SIG_IGN) signal(crashes[i], SIG_DFL);
    }
}

#endif

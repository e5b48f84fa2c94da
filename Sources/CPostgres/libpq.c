#include "CPostgres.h"

#include <dlfcn.h>
#include <pthread.h>

static const char *const names[] = {
#ifdef __APPLE__
    "libpq.5.dylib", "/opt/homebrew/opt/libpq/lib/libpq.5.dylib", "/usr/local/opt/libpq/lib/libpq.5.dylib",
#else
    "libpq.so.5",
#endif
};

struct twofold_libpq twofold_libpq;

static bool is_loaded;

static void load(void) {
    void *library = NULL;
    for (size_t index = 0; library == NULL && index < sizeof names / sizeof *names; index++)
        library = dlopen(names[index], RTLD_NOW | RTLD_LOCAL);
    if (library == NULL) return;
#define FIND(result, name, parameters, arguments) \
    *(void **)&twofold_libpq.name = dlsym(library, #name); \
    if (twofold_libpq.name == NULL) return;
    TWOFOLD_LIBPQ(FIND)
#undef FIND
    is_loaded = true;
}

bool twofold_pg_load(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, load);
    return is_loaded;
}

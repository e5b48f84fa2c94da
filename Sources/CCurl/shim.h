#ifndef TWOFOLD_CCURL_H
#define TWOFOLD_CCURL_H

#include <curl/curl.h>

/* curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call: one typed function for each kind of argument. */

static inline CURLcode twofold_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode twofold_curl_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode twofold_curl_set_pointer(CURL *handle, CURLoption option, void *value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode twofold_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

typedef size_t (*twofold_curl_write)(char *data, size_t size, size_t count, void *context);

static inline CURLcode twofold_curl_set_writer(CURL *handle, CURLoption option, twofold_curl_write value) {
    return curl_easy_setopt(handle, option, value);
}

static inline CURLcode twofold_curl_get_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}

#endif

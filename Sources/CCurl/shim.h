#ifndef TWOFOLD_CCURL_H
#define TWOFOLD_CCURL_H

#include <curl/curl.h>

/* curl_easy_setopt and curl_easy_getinfo are variadic, which Swift cannot call: one typed function for each kind of argument. */

static inline CURLcode twofold_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

/* libcurl keeps a copy of the string. NULL puts the option back to nothing. */
static inline CURLcode twofold_curl_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

/* libcurl keeps the pointer alone: what it points to must outlive the transfer. */
static inline CURLcode twofold_curl_set_pointer(CURL *handle, CURLoption option, const void *value) {
    return curl_easy_setopt(handle, option, value);
}

/* libcurl keeps the pointer alone: the list must outlive the transfer. */
static inline CURLcode twofold_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

typedef size_t (*twofold_curl_write)(char *data, size_t size, size_t count, void *context);

static inline CURLcode twofold_curl_set_writer(CURL *handle, CURLoption option, twofold_curl_write value) {
    return curl_easy_setopt(handle, option, value);
}

/* https alone, or http alone. CURLOPT_PROTOCOLS_STR came with 7.85, which deprecated CURLOPT_PROTOCOLS. */
static inline CURLcode twofold_curl_set_protocol(CURL *handle, int secure) {
#if LIBCURL_VERSION_NUM >= 0x075500
    return curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, secure ? "https" : "http");
#else
    return curl_easy_setopt(handle, CURLOPT_PROTOCOLS, secure ? CURLPROTO_HTTPS : CURLPROTO_HTTP);
#endif
}

static inline CURLcode twofold_curl_get_long(CURL *handle, CURLINFO info, long *value) {
    return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode twofold_curl_get_offset(CURL *handle, CURLINFO info, curl_off_t *value) {
    return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode twofold_curl_global_init(void) {
    return curl_global_init(CURL_GLOBAL_DEFAULT);
}

#endif

#ifndef TWOFOLD_CCURL_H
#define TWOFOLD_CCURL_H

#include <curl/curl.h>
#include <stdlib.h>

/* Swift can't call curl_easy_setopt and curl_easy_getinfo, which are variadic. Each kind of argument has a typed function. */

static inline CURLcode twofold_curl_set_long(CURL *handle, CURLoption option, long value) {
    return curl_easy_setopt(handle, option, value);
}

/* libcurl copies the string. NULL resets the option. */
static inline CURLcode twofold_curl_set_string(CURL *handle, CURLoption option, const char *value) {
    return curl_easy_setopt(handle, option, value);
}

/* libcurl stores only the pointer: its target must outlive the transfer. */
static inline CURLcode twofold_curl_set_pointer(CURL *handle, CURLoption option, const void *value) {
    return curl_easy_setopt(handle, option, value);
}

/* libcurl stores only the pointer: the list must outlive the transfer. */
static inline CURLcode twofold_curl_set_list(CURL *handle, CURLoption option, struct curl_slist *value) {
    return curl_easy_setopt(handle, option, value);
}

typedef size_t (*twofold_curl_write)(char *data, size_t size, size_t count, void *context);

static inline CURLcode twofold_curl_set_writer(CURL *handle, CURLoption option, twofold_curl_write value) {
    return curl_easy_setopt(handle, option, value);
}

/* Allows only https, or only http. libcurl 7.85 introduced CURLOPT_PROTOCOLS_STR and deprecated CURLOPT_PROTOCOLS. */
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
    /* libcurl would write the secrets of every connection to the file that this names, for whoever records the traffic. */
    unsetenv("SSLKEYLOGFILE");
    return curl_global_init(CURL_GLOBAL_DEFAULT);
}

#endif

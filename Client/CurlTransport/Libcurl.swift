import CCurl

enum Libcurl {
    /// Initialises the library on first use, once per process; concurrent callers wait.
    static let isUsable = twofold_curl_global_init() == CURLE_OK
}

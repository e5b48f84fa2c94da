import CCurl

enum Libcurl {
    /// Initialises the library at its first use, once for the process; concurrent callers wait for it.
    static let isUsable = twofold_curl_global_init() == CURLE_OK
}

import CCurl

/// Headers in libcurl's form. Call `free()` once the transfer is over.
struct HeaderList {
    private(set) var list: UnsafeMutablePointer<curl_slist>?

    mutating func append(_ header: String) {
        guard let longer = curl_slist_append(list, header) else { return }
        list = longer
    }

    func free() { curl_slist_free_all(list) }
}

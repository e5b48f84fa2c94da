import CCurl
import ClientCore
import Models
import Wire

/// One easy handle, and so one connection that is kept alive between requests.
///
/// libcurl's signal handling stays enabled: it keeps a broken connection from ending the process with SIGPIPE, and changes nothing
/// outside a transfer.
final class CurlHandle {
    private let handle: UnsafeMutableRawPointer
    private let address: ServerAddress
    private let policy: TransportPolicy
    /// Host names that bypass the resolver. Must live as long as the handle.
    private var resolved: UnsafeMutablePointer<curl_slist>?

    init(_ settings: CurlSettings) throws(TransportError) {
        guard Libcurl.isUsable, let handle = curl_easy_init() else { throw .unreachable }
        self.handle = handle
        address = settings.address
        policy = settings.policy
        try setUp(settings)
        try setTrust(settings)
    }

    deinit {
        curl_easy_cleanup(handle)
        curl_slist_free_all(resolved)
    }

    /// Makes one attempt.
    func perform(_ request: CurlRequest, within time: Duration) -> Result<CurlReply, TransportError> {
        let buffer = ReplyBuffer(limit: policy.replyBytes)
        let code: CURLcode
        do {
            code = try withExtendedLifetime(buffer) { () throws(TransportError) in
                try transfer(request, into: buffer, within: time)
            }
        } catch {
            return .failure(error)
        }
        if buffer.hasOverflowed { return .failure(.replyTooLarge) }
        guard code == CURLE_OK else { return .failure(TransportError(code, wasSending: long(CURLINFO_REQUEST_SIZE) > 0)) }
        var seconds: curl_off_t = 0
        twofold_curl_get_offset(handle, CURLINFO_RETRY_AFTER, &seconds)
        return .success(
            CurlReply(
                reply: TransportReply(status: long(CURLINFO_RESPONSE_CODE), body: buffer.bytes),
                retryAfter: seconds > 0 ? .seconds(Int64(seconds)) : nil))
    }

    private func transfer(_ request: CurlRequest, into buffer: ReplyBuffer, within time: Duration) throws(TransportError)
        -> CURLcode
    {
        var headers = HeaderList()
        defer {
            twofold_curl_set_list(handle, CURLOPT_HTTPHEADER, nil)
            twofold_curl_set_pointer(handle, CURLOPT_POSTFIELDS, nil)
            headers.free()
        }
        headers.append("Accept: application/json")
        if let token = request.token { headers.append("Authorization: Bearer \(token.bytes.base64)") }
        if request.route.isPosted {
            headers.append("Content-Type: application/json")
            // A server that doesn't support `Expect: 100-continue` would delay a long request by a second for nothing.
            headers.append("Expect:")
        }
        try set(CURLOPT_URL, address.url + request.route.rawValue)
        try set(CURLOPT_TIMEOUT_MS, milliseconds(time))
        try set(CURLOPT_CONNECTTIMEOUT_MS, milliseconds(min(policy.connect, time)))
        try check(twofold_curl_set_pointer(handle, CURLOPT_WRITEDATA, Unmanaged.passUnretained(buffer).toOpaque()))
        try check(twofold_curl_set_list(handle, CURLOPT_HTTPHEADER, headers.list))
        guard request.route.isPosted else {
            try set(CURLOPT_HTTPGET, 1)
            return curl_easy_perform(handle)
        }
        let body = request.body ?? []
        try set(CURLOPT_POST, 1)
        try set(CURLOPT_POSTFIELDSIZE, body.count)
        return try body.withUnsafeBufferPointer { bytes throws(TransportError) in
            try check(twofold_curl_set_pointer(handle, CURLOPT_POSTFIELDS, bytes.baseAddress))
            return curl_easy_perform(handle)
        }
    }
}

// MARK: - Options for every transfer
extension CurlHandle {
    private func setUp(_ settings: CurlSettings) throws(TransportError) {
        try check(twofold_curl_set_protocol(handle, address.isSecure ? 1 : 0))
        try check(twofold_curl_set_writer(handle, CURLOPT_WRITEFUNCTION, ReplyBuffer.writer))
        try set(CURLOPT_USERAGENT, "twofold/\(settings.version)")
        try set(CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_1_1)
        try set(CURLOPT_FOLLOWLOCATION, 0)
        try set(CURLOPT_NETRC, 0)
        try set(CURLOPT_MAXFILESIZE, policy.replyBytes)
        try set(CURLOPT_LOW_SPEED_LIMIT, 32)
        try set(CURLOPT_LOW_SPEED_TIME, policy.stallSeconds)
        guard settings.rules.isLoopback else { return }
        try set(CURLOPT_NOPROXY, "*")
        resolved = curl_slist_append(nil, "localhost:\(address.port):127.0.0.1,[::1]")
        guard resolved != nil else { throw .unreachable }
        try check(twofold_curl_set_list(handle, CURLOPT_RESOLVE, resolved))
    }

    /// Sets exactly one of certificate authority and pin. If libcurl can't enforce it, nothing is sent.
    ///
    /// libcurl checks the pin whether or not it verifies the chain: https://curl.se/libcurl/c/CURLOPT_PINNEDPUBLICKEY.html
    private func setTrust(_ settings: CurlSettings) throws(TransportError) {
        guard address.isSecure else { return }
        do {
            try set(CURLOPT_SSLVERSION, CURL_SSLVERSION_TLSv1_2)
            if address.trust == .authority {
                try set(CURLOPT_SSL_VERIFYPEER, 1)
                try set(CURLOPT_SSL_VERIFYHOST, 2)
                if let file = settings.authorityFile {
                    try set(CURLOPT_CAINFO, file)
                    try set(CURLOPT_CAPATH, nil)
                }
                return
            }
            try set(CURLOPT_SSL_VERIFYPEER, 0)
            try set(CURLOPT_SSL_VERIFYHOST, 0)
            if case .pin(let pin) = address.trust { try set(CURLOPT_PINNEDPUBLICKEY, "sha256//\(pin.bytes.base64)") }
            // No authority counts, so don't load any: that would take longer than the handshake.
            try set(CURLOPT_CAINFO, nil)
            try set(CURLOPT_CAPATH, nil)
        } catch {
            throw .untrusted
        }
    }

    private func set(_ option: CURLoption, _ value: Int) throws(TransportError) {
        try check(twofold_curl_set_long(handle, option, value))
    }

    private func set(_ option: CURLoption, _ value: String?) throws(TransportError) {
        try check(twofold_curl_set_string(handle, option, value))
    }

    private func check(_ code: CURLcode) throws(TransportError) {
        guard code == CURLE_OK else { throw .unreachable }
    }

    private func long(_ info: CURLINFO) -> Int {
        var value = 0
        twofold_curl_get_long(handle, info, &value)
        return value
    }

    /// At least 1: libcurl takes 0 as no limit.
    private func milliseconds(_ time: Duration) -> Int {
        max(1, Int(min(time, .seconds(86_400)) / .milliseconds(1)))
    }
}

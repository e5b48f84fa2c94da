import CCurl
import ClientCore

extension TransportError {
    /// - Parameter wasSending: whether any part of the request may have been sent.
    init(_ code: CURLcode, wasSending: Bool) {
        switch code {
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_CONNECT, CURLE_URL_MALFORMAT,
            CURLE_UNSUPPORTED_PROTOCOL, CURLE_PROXY:
            self = .unreachable
        case CURLE_SSL_CONNECT_ERROR: self = .noTLS
        case CURLE_OPERATION_TIMEDOUT: self = wasSending ? .timedOut : .unreachable
        case CURLE_SSL_PINNEDPUBKEYNOTMATCH: self = .wrongPin
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR: self = .untrusted
        case CURLE_FILESIZE_EXCEEDED: self = .replyTooLarge
        default: self = .interrupted
        }
    }
}

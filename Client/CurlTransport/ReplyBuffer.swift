import CCurl
import Models

/// Collects a reply's body as libcurl delivers it.
final class ReplyBuffer {
    private let limit: Int
    private(set) var bytes: Bytes = []
    private(set) var hasOverflowed = false

    init(limit: Int) {
        self.limit = limit
    }

    /// For `CURLOPT_WRITEFUNCTION`; the context is an unretained `ReplyBuffer`. Returning less than was passed ends the transfer.
    static let writer: twofold_curl_write = { data, size, count, context in
        guard let data, let context else { return 0 }
        let buffer = Unmanaged<ReplyBuffer>.fromOpaque(context).takeUnretainedValue()
        return buffer.append(UnsafeRawBufferPointer(start: data, count: size * count))
    }

    private func append(_ part: UnsafeRawBufferPointer) -> Int {
        guard part.count <= limit - bytes.count else {
            hasOverflowed = true
            return 0
        }
        bytes.append(contentsOf: part)
        return part.count
    }
}

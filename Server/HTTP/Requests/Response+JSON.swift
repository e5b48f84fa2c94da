import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import Wire

extension Response {
    /// - Throws: `EncodingError`.
    init(json value: some Encodable, status: Int = 200, type: String = "application/json") throws {
        self.init(octets: try WireJSON.encode(value), status: status, type: type)
    }

    /// - Parameter document: JSON.
    init(document: Data) { self.init(octets: document, type: "application/json") }

    init(octets: some Sequence<UInt8>, status: Int = 200, type: String) {
        self.init(
            status: HTTPResponse.Status(code: status),
            headers: [.contentType: type, .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: octets)))
    }
}

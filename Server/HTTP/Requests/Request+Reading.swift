import FoundationEssentials
import HTTPTypes
import Hummingbird
import Models
import NIOCore
import Wire

extension Request {
    /// The token in `Authorization: Bearer`.
    ///
    /// - Throws: `token_missing` if there is none, `token_unknown` if it's malformed.
    func bearerToken() throws(Problem) -> Token {
        guard let header = headers[.authorization], let space = header.firstIndex(of: " "),
            header[..<space].lowercased() == "bearer"
        else { throw Problem(.tokenMissing, "This needs a token.") }
        let text = header[header.index(after: space)...].drop { $0 == " " }
        guard let bytes = Bytes(base64: String(text)), let token = Token(bytes: bytes) else {
            throw Problem(.tokenUnknown, "There is no such token.")
        }
        return token
    }

    /// Reads a body of at most `limit` octets. If the announced length is greater, it reads nothing.
    ///
    /// - Parameter share: takes room for each part of the body before the part is kept.
    /// - Throws: `Problem` if the body is too long or has no room; `ConnectionLost` if it didn't arrive.
    func read(upTo limit: Int, holding share: inout BodyShare) async throws -> Data {
        if let length = headers[.contentLength] {
            guard let length = Int(length), length <= limit else { throw Problem.tooLarge(limit) }
        }
        var data = Data()
        var iterator = body.makeAsyncIterator()
        while let buffer = try await iterator.nextOrLost() {
            guard data.count + buffer.readableBytes <= limit else { throw Problem.tooLarge(limit) }
            try share.grow(by: buffer.readableBytes)
            buffer.withUnsafeReadableBytes { data.append(contentsOf: $0) }
        }
        return data
    }
}

extension RequestBody.AsyncIterator {
    fileprivate mutating func nextOrLost() async throws(ConnectionLost) -> ByteBuffer? {
        do {
            return try await next()
        } catch {
            throw ConnectionLost(cause: error)
        }
    }
}

extension Problem {
    /// - Throws: `Problem` for a `DecodingError` that `decode` throws.
    static func ofDecoding<Value>(_ decode: () throws -> Value) throws -> Value {
        do { return try decode() } catch let error as DecodingError { throw Problem(error) }
    }

    fileprivate static func tooLarge(_ limit: Int) -> Problem {
        Problem(.requestTooLarge, "The request is too large.", detail: "at most \(limit) octets")
    }
}

import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Models
import NIOCore
import ServerHTTP
import Testing
import Wire

@Suite("Bad requests")
struct BadInputTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var method = HTTPRequest.Method.post
        var path = "/v1/sync"
        var token: Token? = .repeating(5)
        var body: String?
        let status: Int
        let code: ErrorCode
        var detail: String?
    }

    static let record: String =
        (try? json(
            SyncRequest(
                cursor: nil, furthest: nil, offering: false, writes: [.record(RecordWrite(record: .example))]))) ?? ""

    static let cases = [
        Case(testDescription: "no JSON", body: "writes: none", status: 400, code: .malformed),
        Case(testDescription: "nothing at all", body: nil, status: 400, code: .malformed),
        Case(testDescription: "JSON cut short", body: String(record.dropLast(10)), status: 400, code: .malformed),
        Case(testDescription: "an array", body: "[]", status: 400, code: .malformed, detail: "the document itself"),
        Case(
            testDescription: "a wrong type", body: #"{"offering": "secret words", "writes": []}"#, status: 400, code: .malformed,
            detail: "offering"),
        Case(
            testDescription: "a wrong type deep inside",
            body: record.replacing(#""isDeleted":false"#, with: #""isDeleted":"secret words""#), status: 400,
            code: .malformed, detail: "writes[0].record.record.header.isDeleted"),
        Case(
            testDescription: "a missing field", body: #"{"writes": []}"#, status: 400, code: .malformed, detail: "offering"),
        Case(
            testDescription: "a null", body: #"{"offering": null, "writes": []}"#, status: 400, code: .malformed,
            detail: "offering"),
        Case(
            testDescription: "an id that is too short",
            body: record.replacing(RecordID.repeating(10).description, with: "c2VjcmV0"), status: 400, code: .malformed,
            detail: "writes[0].record.record.header.id"),
        Case(
            testDescription: "a number that does not fit",
            body: record.replacing(#""counter":0"#, with: #""counter":-1"#), status: 400, code: .malformed),
        Case(
            testDescription: "a write of an unknown kind", body: #"{"offering": false, "writes": [{"secret": 1}]}"#, status: 400,
            code: .malformed, detail: "writes[0]"),
        Case(
            testDescription: "an unknown class", body: record.replacing(#""class":"own""#, with: #""class":"secret words""#),
            status: 422, code: .unknownClass, detail: "writes[0].record.record.header.class"),
        Case(
            testDescription: "a class of a wrong type", body: record.replacing(#""class":"own""#, with: #""class":7"#),
            status: 400, code: .malformed, detail: "writes[0].record.record.header.class"),
        Case(testDescription: "a later version", path: "/v2/sync", status: 404, code: .unknownVersion, detail: "it speaks v1"),
        Case(
            testDescription: "a later version's new path", method: .get, path: "/v17", status: 404, code: .unknownVersion,
            detail: "it speaks v1"),
        Case(testDescription: "an unknown path", path: "/v1/nothing", status: 404, code: .notFound),
        Case(testDescription: "a path that only looks like a version", path: "/vault", status: 404, code: .notFound),
        Case(testDescription: "the root", method: .get, path: "/", status: 404, code: .notFound),
        Case(testDescription: "a wrong method", method: .get, status: 405, code: .methodNotAllowed, detail: "allowed: POST"),
        Case(
            testDescription: "a post to what is read", path: "/health", status: 405, code: .methodNotAllowed,
            detail: "allowed: GET, HEAD"),
        Case(testDescription: "no token", token: nil, body: record, status: 401, code: .tokenMissing),
    ]

    @Test(arguments: cases) func `each bad request gets a problem document with a code of its own`(_ bad: Case) async throws {
        let reply = try await Server().reply(bad.method, bad.path, token: bad.token, body: bad.body)
        #expect(reply.status.code == bad.status)
        #expect(reply.headers[.contentType] == "application/problem+json")
        let problem = try reply.problem()
        #expect(problem.status == bad.status)
        #expect(problem.code == bad.code)
        #expect(problem.type == "urn:twofold:problem:\(bad.code)")
        #expect(problem.detail == bad.detail)
        #expect(!problem.title.isEmpty)
        #expect(!reply.text.contains("secret"))
    }

    /// A valid request in encodings other than plain UTF-8.
    static let encodings: [(name: String, octets: [UInt8])] = {
        let text = #"{"offering":false,"writes":[]}"#
        let ascii = Array(text.utf8)
        let small: [UInt8] = ascii.flatMap { [$0, 0] }
        let great: [UInt8] = ascii.flatMap { [0, $0] }
        let latin: [UInt8] = Array(#"{"offering":false,"writes":[],"more":""#.utf8) + [0xE4] + Array(#""}"#.utf8)
        return [
            ("UTF-16, least octet first", small), ("UTF-16, greatest octet first", great),
            ("UTF-16 with a mark", [0xFF, 0xFE] + small),
            ("UTF-32", ascii.flatMap { [0, 0, 0, $0] }), ("UTF-8 with a mark", [0xEF, 0xBB, 0xBF] + ascii),
            ("Latin-1, in a field that nobody knows", latin),
        ]
    }()

    @Test(arguments: encodings) func `a body that isn't plain UTF-8 is refused`(_ name: String, _ octets: [UInt8]) async throws {
        let reply = try await Server().run { client async throws in
            try await client.executeRequest(
                uri: "/v1/sync", method: .post, headers: [.authorization: "Bearer \(Token.repeating(5).bytes.base64)"],
                body: ByteBuffer(bytes: octets))
        }
        #expect(reply.status == .badRequest)
        #expect(try reply.problem().code == .malformed)
    }

    @Test func `of a field that is there twice the first counts`() async throws {
        let body = #"{"offering": false, "writes": [], "offering": "secret"}"#
        #expect(try await Server().reply(.post, "/v1/sync", token: .repeating(5), body: body).status == .ok)
        let turned = #"{"offering": "secret", "writes": [], "\u006fffering": false}"#
        #expect(try await Server().reply(.post, "/v1/sync", token: .repeating(5), body: turned).status == .badRequest)
    }

    @Test func `a good request passes`() async throws {
        let reply = try await Server().reply(.post, "/v1/sync", token: .repeating(5), body: Self.record)
        #expect(reply.status == .ok)
        #expect(reply.headers[.contentType] == "application/json")
        #expect(reply.headers[.cacheControl] == "no-store")
        #expect(try reply.decoded(as: SyncResponse.self).outcomes == [.applied])
    }

    @Test(arguments: [
        ("Bearer", ErrorCode.tokenMissing), ("Basic AAAA", .tokenMissing), ("", .tokenMissing),
        ("Bearer short", .tokenUnknown), ("Bearer ====", .tokenUnknown),
    ])
    func `what is no token is told apart from a request`(_ header: String, _ code: ErrorCode) async throws {
        let reply = try await Server().run { client async throws in
            try await client.execute(uri: "/v1/sync", method: .post, headers: [.authorization: header])
        }
        #expect(reply.status == .unauthorized)
        #expect(try reply.problem().code == code)
        #expect(reply.headers[.wwwAuthenticate]?.hasPrefix("Bearer realm=\"twofold\"") == true)
    }

    @Test func `a wrong method is told which are right`() async throws {
        #expect(try await Server().reply(.delete, "/v1/sync").headers[.allow] == "POST")
        #expect(try await Server().reply(.delete, "/v1/server").headers[.allow] == "GET, HEAD")
    }

    @Test func `a query does not hide a route`() async throws {
        #expect(try await Server().reply(.get, "/health?x=1").status == .ok)
    }

    @Test func `HEAD gets what GET gets, without the body`() async throws {
        let reply = try await Server().reply(.head, "/health")
        #expect(reply.status == .ok)
        #expect(reply.headers[.contentLength] == "18")
        #expect(reply.body.readableBytes == 0)
    }
}

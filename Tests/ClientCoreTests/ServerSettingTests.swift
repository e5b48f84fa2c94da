import ClientCore
import Models
import Testing

@Suite("The line that says where a server is")
struct ServerSettingTests {
    private static let pin = Bytes(repeating: 7, count: 32)

    @Test(arguments: [
        ("http://127.0.0.1:8420/", "http://127.0.0.1:8420"), ("https://Hall.lan", "https://hall.lan:443"),
        ("https://[::1]:8420", "https://[::1]:8420"), ("https://[FE80::1]", "https://[fe80::1]:443"),
        (" https://hall.lan:84 20/#pin=BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc ", "https://hall.lan:8420"),
        ("https://hall.lan/#registration=x&later=1", "https://hall.lan:443"),
    ])
    func `what it names is read`(_ text: String, _ url: String) throws {
        let address = try ServerSetting(parsing: text).address
        #expect(address.url == url)
        #expect(try ServerSetting(parsing: address.url).address.url == url)
        #expect(address.trust == (text.contains("pin=") ? .pin(CertificatePin(validated: Self.pin)) : .authority))
    }

    @Test(arguments: [
        ("hall.lan", ServerSettingError.scheme), ("https://", .host), ("https://:443", .host), ("https://[]", .host),
        ("https://[::1", .host), ("https://[::1]x443", .port), ("https://[::1]443", .port), ("https://fe80::1", .host),
        ("https://ha[ll", .host), ("https://[[::1]]", .host), ("https://hall.lan?x", .host), ("https://a\\b", .host),
        ("https://a@b", .host), ("https://a/b", .host), ("https://hall.lan:0", .port), ("https://hall.lan:65536", .port),
        ("https://hall.lan:", .port), ("http://hall.lan", .insecure), ("https://hall.lan/#pin", .fragment),
        ("https://hall.lan/#pin=AA", .pin),
    ])
    func `what names no server is refused`(_ text: String, _ error: ServerSettingError) {
        #expect(throws: error) { try ServerSetting(parsing: text) }
    }
}

import ClientCore
import Foundation
import Models
import ServerCore
import Support
import Testing
import Vault
import Wire

@Suite("The line that says where a server is")
struct ServerSettingTests {
    private static let pin = "BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc"
    private static let token = "0123456789ABCDEFGHJKMNPQRS"
    private static let whole = "https://hall.lan:8420/#pin=\(pin)&registration=\(token)"
    private static let pinned = ServerTrust.pin(CertificatePin(validated: Bytes(repeating: 7, count: 32)))

    @Test(arguments: [
        ("http://127.0.0.1:8420/", "http://127.0.0.1:8420"), ("https://Hall.lan", "https://hall.lan:443"),
        ("HTTPS://hall.lan", "https://hall.lan:443"), ("https://[::1]:8420", "https://[::1]:8420"),
        ("https://[FE80::1]", "https://[fe80::1]:443"),
        (" https://hall.lan:84 20/#pin=BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc ", "https://hall.lan:8420"),
        ("https://hall.lan/#registration=0123456789abcdefghjkmnpqrs&later=1", "https://hall.lan:443"),
        ("hall.lan", "https://hall.lan:443"), ("hall.lan:8420", "https://hall.lan:8420"), ("localhost", "http://localhost:80"),
        ("127.0.0.1:8420\n", "http://127.0.0.1:8420"), ("The server is at hall.lan:8420.", "https://hall.lan:8420"),
        ("listening on https://hall.lan:8420.", "https://hall.lan:8420"),
        ("https://hall.lan/twofold", "https://hall.lan:443/twofold"), ("https://hall.lan/twofold/", "https://hall.lan:443/twofold"),
        ("HTTPS://HALL.LAN//apps///Two-fold//", "https://hall.lan:443/apps/Two-fold"),
        ("https://hall.lan:8420//", "https://hall.lan:8420"), ("https:///hall.lan", "https://hall.lan:443"),
        ("hall.lan/twofold", "https://hall.lan:443/twofold"), ("It is hall.lan:8420/twofold.", "https://hall.lan:8420/twofold"),
        ("hall.lan:8420/twofold/#pin=BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc", "https://hall.lan:8420/twofold"),
        ("http://127.0.0.1:8420/twofold", "http://127.0.0.1:8420/twofold"),
    ])
    func `what it names is read`(_ text: String, _ url: String) throws {
        let address = try ServerSetting(parsing: text).address
        #expect(address.url == url)
        #expect(try ServerSetting(parsing: address.url).address.url == url)
        #expect(address.trust == (text.contains("pin=") ? Self.pinned : .authority))
    }

    @Test(arguments: [
        whole, whole + "\n", "\r\n \(whole)\r\n", "twofold init --server '\(whole)'\n",
        "twofold init --server \"\(whole)\" --name Ada",
        "listening on https://hall.lan:8420\ntwofold init --server '\(whole)'\n",
        "twofold init --server '\(whole)'\nlistening on https://hall.lan:8420", "> \(whole)", "“\(whole)”", "<\(whole)>",
        "(\(whole)).",
        "\(whole).", "\(whole), and that is all", "\(whole) and keep it", "`\(whole)`", "hallo\u{200B} \(whole)\u{FEFF}",
        whole.replacing("&", with: "\\&").replacing("#", with: "\\#"), whole.replacing("&", with: "&amp;"),
        whole.replacing("https://", with: ""), "Take hall.lan:8420/#pin=\(pin)&registration=\(token) please",
        whole.replacing("/#", with: "#"), "│ \(whole) │",
    ])
    func `the whole line is read in every form in which it is pasted`(_ text: String) throws {
        let setting = try ServerSetting(parsing: text)
        #expect(setting.address.url == "https://hall.lan:8420")
        #expect(setting.address.trust == Self.pinned)
        #expect(setting.registration == Self.token)
    }

    @Test(arguments: ["\n", "\r\n    ", " "])
    func `a line that a window or a mail has broken anywhere is whole again`(by gap: String) throws {
        for place in 9..<Self.whole.count {
            let text = "twofold init --server '\(Self.whole.prefix(place))\(gap)\(Self.whole.dropFirst(place))'\n"
            let setting = try ServerSetting(parsing: text)
            #expect(setting.address.url == "https://hall.lan:8420", "at \(place)")
            #expect(setting.address.trust == Self.pinned && setting.registration == Self.token, "at \(place)")
        }
    }

    @Test(arguments: [
        (token, false), ("The registration token is \(token).\n", false), ("registration=\(token)", false),
        ("#pin=\(pin)&registration=\(token)", true), ("pin=\(pin)\n&registration=\(token)", true),
        (token.lowercased().replacing("7", with: "7\n"), false),
    ])
    func `a pin or a token alone is for the server of this home`(_ text: String, hasPin: Bool) throws {
        #expect(throws: ServerSettingError.noAddress) { try ServerSetting(parsing: text) }
        let known = try ServerSetting(parsing: "https://hall.lan:8420").address
        let setting = try ServerSetting(parsing: text, known: known)
        #expect(setting.address.url == known.url)
        #expect(setting.address.trust == (hasPin ? Self.pinned : .authority))
        #expect(setting.registration?.uppercased().contains("0123456") == true)
    }

    @Test(arguments: [
        ("", ServerSettingError.scheme), ("my server", .scheme), ("https://", .host), ("https://:443", .host),
        ("https://[]", .host),
        ("https://[::1", .host), ("https://[::1]x443", .port), ("https://[::1]443", .port), ("https://fe80::1", .host),
        ("https://ha[ll", .host), ("https://[[::1]]", .host), ("https://hall.lan?x", .host), ("https://a\\b", .host),
        ("https://a@b", .user), ("http://user:pass@host:1/", .user), ("https://a/b?c", .path), ("https://a/b%2fc", .path),
        ("https://a/../b", .path), ("https://a/./", .path), ("https://hall.lan:0", .port), ("https://hall.lan:65536", .port),
        ("https://hall.lan:", .port), ("http://hall.lan", .insecure), ("https://hall.lan/#pin", .fragment),
        ("https://hall.lan/#pin=AA", .pin), ("https://hall.lan/#registration=AA", .registration),
        // The more specific text counts, even if it's broken: without the pin, one server couldn't be told from another.
        ("listening on https://hall.lan:8420\ntwofold init --server 'https://hall.lan:8420/#pin=AA'", .pin),
        ("hall.lan:8420/D0VM-VQQQ-4ZEV-J5Y2-6MXA-DVVT-DZT8-0000", .code),
        ("https://hall.lan:8420/twofold/D0VMVQQQ4ZEVJ5Y26MXADVVTDZT80000", .code),
        // The beginning of a code, of which nothing may get into a server's log.
        ("hall.lan:8420/D0VM-VQQQ-4ZEV-J5Y2-6MXA-DVVT", .code), ("hall.lan:8420/D0VM-VQQQ-4ZEV-J5", .code),
        ("hall.lan:8420/D0VM-VQQQ-4ZEV-", .code),
    ])
    func `what names no server is refused`(_ text: String, _ error: ServerSettingError) {
        #expect(throws: error) { try ServerSetting(parsing: text) }
    }

    @Test(arguments: ["team-home-page", "blue-moon", "v1/app1-2024", "our2/home"])
    func `a path that only resembles the beginning of a code is one`(_ path: String) throws {
        #expect(try ServerSetting(parsing: "https://hall.lan/\(path)").address.path.text == "/\(path)")
    }

    @Test func `a registration token goes to the server that it came with, and to no other`() throws {
        func refusal(after lines: [String]) throws -> ErrorCode? {
            let home = try TestHome(World(registration: Registration(token: Self.token)), seed: 1)
            try home.client.initialise(name: "Ada", deviceName: "desk", server: ServerSetting(parsing: lines[0]))
            for line in lines.dropFirst() { try home.client.setServer(ServerSetting(parsing: line)) }
            do throws(ClientError) { _ = try home.client.invite() } catch {
                guard case .problem(let problem) = error else { throw error }
                return problem.code
            }
            return nil
        }
        let line = "\(World.address)/#registration=\(Self.token)"
        #expect(try refusal(after: [line]) == nil)
        #expect(try refusal(after: [line, World.address]) == nil)
        for other in ["http://127.0.0.1:9999", "\(World.address)/other", "http://localhost:8420"] {
            #expect(try refusal(after: [line, other]) == .registrationRequired, "\(other)")
            #expect(try refusal(after: [line, "\(other)/#registration=\(Self.token)"]) == nil)
        }
    }

    @Test func `an address with a path is stored and read, and one without is stored as before`() throws {
        let address = try ServerSetting(parsing: "https://hall.lan/twofold").address
        #expect(try JSONDecoder().decode(ServerAddress.self, from: JSONEncoder().encode(address)) == address)
        let plain = try JSONEncoder().encode(ServerSetting(parsing: "https://hall.lan").address)
        #expect(!String(decoding: plain, as: UTF8.self).contains("path"))
        #expect(try JSONDecoder().decode(ServerAddress.self, from: plain).path == .root)
        let foreign = try JSONEncoder().encode(address)
        let changed = String(decoding: foreign, as: UTF8.self).replacing("twofold", with: "..")
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(ServerAddress.self, from: Data(changed.utf8)) }
    }
}

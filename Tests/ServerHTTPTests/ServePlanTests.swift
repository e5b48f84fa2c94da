import ServerHTTP
import Testing
import Wire

@Suite("How a server is set up")
struct ServePlanTests {
    private func make(_ change: (inout ServeOptions) -> Void = { _ in }) throws -> ServePlan {
        var options = ServeOptions()
        change(&options)
        return try ServePlan(options, machineName: "machine.example")
    }

    @Test func `with nothing said it serves on loopback, in the clear, and anybody may found a couple`() throws {
        let plan = try make()
        #expect(plan.host == "127.0.0.1")
        #expect(plan.port == 8420)
        #expect(plan.encryption == .none)
        #expect(!plan.registrationRequired)
        #expect(plan.limits.anonymousRequestsPerMinute == 6000)
    }

    @Test(arguments: ["0.0.0.0", "192.0.2.1", "::", "home.example", "127.example.com"])
    func `off loopback it refuses to serve in the clear, unless that is said expressly`(_ host: String) throws {
        let fault = #expect(throws: ServerSetUpError.self) { try make { $0.host = host } }
        #expect(fault?.description.hasPrefix("Off loopback, a server must encrypt.") == true)
        let plan = try make { options in
            options.host = host
            options.tls = ServeOptions.TLS.none
        }
        #expect(plan.encryption == .none)
        #expect(plan.registrationRequired)
        #expect(plan.limits.anonymousRequestsPerMinute == 60)
    }

    @Test func `behind a proxy that tells addresses it is as if it were off loopback`() throws {
        for proxies in ["loopback", "192.0.2.7", "127.0.0.1, 10.0.0.0/8"] {
            let plan = try make { $0.trustForwardedFor = proxies }
            #expect(plan.registrationRequired)
            #expect(plan.limits.anonymousRequestsPerMinute == 60)
            #expect(plan.connectionsPerAddress == 32)
            #expect(try plan.proxies == TrustedProxies(parsing: proxies))
        }
    }

    @Test func `where others reach the server, it has to be said where the proxy is`() throws {
        func plan(_ proxies: String) throws -> ServePlan {
            try make { options in
                options.host = "0.0.0.0"
                options.tls = ServeOptions.TLS.none
                options.trustForwardedFor = proxies
            }
        }
        let fault = #expect(throws: ServerSetUpError.self) { try plan(TrustedProxies.loopback) }
        #expect(fault?.description.contains("--trust-forwarded-for 192.0.2.7") == true)
        #expect(try plan("127.0.0.1").proxies == TrustedProxies(parsing: "127.0.0.1"))
    }

    @Test func `one address has so many connections, unless everybody has the same one`() throws {
        #expect(try make().connectionsPerAddress == nil)
        func plan(_ connections: Int?) throws -> ServePlan {
            try make { options in
                options.host = "0.0.0.0"
                options.tls = .selfSigned
                options.connectionsPerAddress = connections
            }
        }
        #expect(try plan(nil).connectionsPerAddress == 32)
        #expect(try plan(7).connectionsPerAddress == 7)
        #expect(throws: ServerSetUpError.self) { try plan(0) }
    }

    @Test func `metrics are served nowhere, on a port of this computer, or where others may see them if that is said`() throws {
        #expect(try make().metrics == nil)
        for (text, host, port) in [
            ("9464", "127.0.0.1", 9464), ("0.0.0.0:9464", "0.0.0.0", 9464), ("[::1]:1", "::1", 1),
            ("metrics.lan:65535", "metrics.lan", 65_535),
        ] {
            let metrics = try make { $0.metrics = text }.metrics
            #expect(metrics?.host == host && metrics?.port == port)
        }
        for text in ["", "0", "65536", "nine", "127.0.0.1:", ":9464", "127.0.0.1"] {
            let fault = #expect(throws: ServerSetUpError.self) { try make { $0.metrics = text } }
            #expect(fault?.description.contains("--metrics 9464") == true)
        }
    }

    @Test func `how it stops, and how many share its rates, is within bounds`() throws {
        let plan = try make()
        #expect(plan.drainDelay == .zero && plan.drainLimit == .seconds(30) && plan.servers == 1)
        #expect(try make { $0.drainDelay = 10 }.drainDelay == .seconds(10))
        #expect(try make { $0.drainLimit = 1 }.drainLimit == .seconds(1))
        for change: (inout ServeOptions) -> Void in [
            { $0.drainDelay = -1 }, { $0.drainLimit = 0 }, { $0.drainDelay = 3601 }, { $0.servers = 0 }, { $0.servers = 1001 },
        ] {
            #expect(throws: ServerSetUpError.self) { try make(change) }
        }
    }

    @Test func `who may found a couple can be said expressly`() throws {
        #expect(try make { $0.registration = .token }.registrationRequired)
        let open = try make { options in
            options.host = "192.0.2.1"
            options.tls = .selfSigned
            options.registration = .open
        }
        #expect(!open.registrationRequired)
    }

    @Test func `a certificate needs its key, and does not go with another way`() throws {
        #expect(throws: ServerSetUpError.self) { try make { $0.certificate = "c.pem" } }
        #expect(throws: ServerSetUpError.self) { try make { $0.key = "k.pem" } }
        #expect(throws: ServerSetUpError.self) {
            try make { options in
                options.tls = .selfSigned
                options.certificate = "c.pem"
                options.key = "k.pem"
            }
        }
        let files = try make { options in
            options.certificate = "c.pem"
            options.key = "k.pem"
        }
        #expect(files.encryption == .files(certificate: "c.pem", key: "k.pem"))
    }

    @Test func `a server that listens everywhere goes by the machine's name, or by those given`() throws {
        func names(_ host: String, _ given: [String] = []) throws -> [String] {
            try make { options in
                options.host = host
                options.tls = .selfSigned
                options.names = given
            }.names
        }
        #expect(try names("0.0.0.0") == ["machine.example"])
        #expect(try names("::") == ["machine.example"])
        #expect(try names("192.0.2.1") == ["192.0.2.1"])
        #expect(try names("0.0.0.0", ["home.example"]) == ["home.example"])
    }

    @Test(arguments: [-1, 65_536]) func `there are only so many ports`(_ port: Int) {
        #expect(throws: ServerSetUpError.self) { try make { $0.port = port } }
    }

    @Test func `rates can be set, but not to nothing`() throws {
        let plan = try make { options in
            options.requestsPerMinute = 7
            options.anonymousRequestsPerMinute = 8
        }
        #expect(plan.limits.requestsPerMinute == 7)
        #expect(plan.limits.anonymousRequestsPerMinute == 8)
        #expect(throws: ServerSetUpError.self) { try make { $0.requestsPerMinute = 0 } }
    }

    @Test func `a partner's room can be set, within reason`() throws {
        let plan = try make { options in
            options.recordsPerPartner = 200_000
            options.roomPerPartner = 1024
        }
        #expect(plan.limits.recordsPerPartner == 200_000)
        #expect(plan.limits.bytesPerPartner == 1024 * 1024 * 1024)
        for room in [0, -1, .max] { #expect(throws: ServerSetUpError.self) { try make { $0.roomPerPartner = room } } }
        #expect(throws: ServerSetUpError.self) { try make { $0.recordsPerPartner = 0 } }
    }
}

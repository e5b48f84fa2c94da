import Foundation
import ProgramSupport
import Subprocess
import Support
import Testing

extension RealPrograms {
    @Suite("Behind a real reverse proxy")
    struct ReverseProxyTests {
        /// Text of approximately this many bytes, different for each name.
        private func words(_ octets: Int, _ name: String) -> String {
            name + " " + String(repeating: "All of it, and the garden. ", count: octets / 27)
        }

        @Test(arguments: ReverseProxy.allCases)
        func `with its defaults all goes through: long answers, much at once, boxes, logs, what an export brings`(
            proxy: ReverseProxy
        ) async throws {
            try await LiveServer().serving { server in
                try await proxy.serving(proxy.passing(to: server)) { url in
                    let (ada, ben) = (try Person("Ada"), try Person("Ben"))
                    let begun = try await ada.twofold("init", "--server", url, "--name", "Ada", "--json").json
                    #expect(begun["server_version"]?.text?.isEmpty == false)
                    try await ben.twofold("join", "--name", "Ben", input: try ada.code("invite"))
                    let couple = Couple(ada: ada, ben: ben)
                    for person in couple.both { try await person.sync() }
                    let longest = words(199_000, "Ada's")
                    try await couple.reveal(.firstWord, longest, words(190_000, "Ben's"))
                    #expect(try await ben.round(.firstWord)["theirs"]?["text"]?.text == longest)

                    let prompts = ["small-step", "coming-back", "held-back"].map { "founding/" + $0 }
                    for prompt in prompts {
                        for person in couple.both {
                            let text = words(180_000, "\(person.name), \(prompt)")
                            let ended = try await person.run(["answer", prompt, "--file", "-", "--offline"], input: text)
                            #expect(ended.isGood, "\(ended.errors)")
                        }
                        _ = try await ada.twofold(
                            "reflect", "first-word", "--file", "-", "--offline", input: words(190_000, prompt))
                    }
                    for person in [ada, ben, ada, ben] { try await person.sync() }
                    for prompt in prompts { #expect(try await ben.state(prompt) == "revealed") }

                    let phone = try await ada.linked("phone")
                    #expect(try await phone.round(prompts[0])["mine"]?["text"]?.text == words(180_000, "Ada, \(prompts[0])"))
                    let recovered = try Person("Ada anew")
                    try await recovered.twofold("recover", input: try ada.code("kit"))
                    #expect(try await recovered.state(prompts[1]) == "revealed")
                    try await ada.twofold("devices", "remove", "phone", "--yes")
                    try await ada.sync()

                    let file = ada.folder.path("ours.json")
                    try await ada.twofold("export", "--output", file)
                    let later = try Person("Ada later")
                    try await later.twofold("init", "--server", url, "--name", "Ada")
                    try await later.twofold("import", file)
                    try await later.sync()
                }
            }
        }

        @Test
        func `where nginx takes little, less is sent at once; what is too large by itself is named, and goes through once it may`()
            async throws
        {
            try await LiveServer().serving { server in
                let proxy = ReverseProxy.nginx
                let ada = try Person("Ada")
                let prompts = ["first-word", "small-step", "coming-back"].map { "founding/" + $0 }
                try await proxy.serving("client_max_body_size 64k; " + proxy.passing(to: server)) { url in
                    try await ada.twofold("init", "--server", url, "--name", "Ada")
                    _ = try await ada.code("invite")
                    for (prompt, octets) in zip(prompts, [35_000, 120_000, 35_000]) {
                        try await ada.answer(prompt, words(octets, prompt), "--draft", "--offline")
                    }
                    let explained = try await ada.run(["sync", "--explain", "--json"])
                    let finding = try #require(try explained.json["findings"]?.elements.first { $0["code"] == "proxy_too_large" })
                    #expect(finding["prompts"]?[0]?.text == "founding/small-step")
                    #expect(try await ada.twofold("status").output.contains("The server rejects 1 change."))
                }
                try await proxy.serving(proxy.passing(to: server)) { url in
                    try await ada.twofold("config", "server", url)
                    try await ada.sync()
                    let phone = try await ada.linked("phone")
                    for prompt in prompts { #expect(try await phone.round(prompt)["draft"]?["text"]?.text?.isEmpty == false) }
                }
            }
        }

        @Test(arguments: [
            (ReverseProxy.nginx, "location / { proxy_pass http://127.0.0.1:1; }", "proxy_no_server"),
            (.nginx, "location / { return 503; }", "proxy_not_serving"),
            (.nginx, "location / { return 504; }", "proxy_timed_out"),
            (.nginx, "location / { auth_basic hall; auth_basic_user_file /dev/null; }", "proxy_password"),
            (.nginx, "location / { deny all; }", "proxy_refused"), (.nginx, "location / { return 404; }", "not_twofold"),
            (.nginx, "root /nowhere;", "not_twofold"), (.caddy, "reverse_proxy 127.0.0.1:1", "proxy_no_server"),
            (.caddy, "respond 503", "proxy_not_serving"), (.caddy, "respond 401", "proxy_password"),
            // Caddy's reply for a site that it doesn't know: 200 with an empty body.
            (.caddy, "", "not_twofold"),
        ])
        func `what it answers in the server's place is named, with what to do, and the address is kept`(
            proxy: ReverseProxy, rules: String, code: String
        ) async throws {
            try await proxy.serving(rules) { url in
                let ada = try Person("Ada")
                let begun = try await ada.twofold("init", "--server", url, "--name", "Ada", "--json").json
                #expect(begun["server_trouble"]?["code"]?.text == code)
                #expect(begun["server_trouble"]?["next"]?.text?.isEmpty == false)
                #expect(begun["server"]?.text == url)
                #expect(try await ada.failure("sync") == code)
            }
        }
    }
}

import ClientCore
import Commands
import Testing

@Suite struct FindingWordingTests {
    private static let home = ServerAddress(isSecure: false, host: "127.0.0.1", port: 8420, trust: .authority)
    private static let away = ServerAddress(isSecure: true, host: "example.org", port: 443, trust: .authority)

    static let findings: [(Finding, String, String?)] = [
        (Finding(.fine, .server(home)), "The server is http://127.0.0.1:8420, on this very machine.", nil),
        (
            Finding(.fine, .server(away)), "The server is https://example.org:443, known by an authority that this machine trusts.",
            nil
        ),
        (
            Finding(.problem, .reachable(.unreachable(.timedOut))), "The server did not answer in time.",
            "Try again later; `twofold doctor` looks closer."
        ),
        (
            Finding(.note, .clock(ahead: -90_000)), "This machine's clock is 90 seconds behind the server's.",
            "Nothing is lost by it; setting the clock right keeps times readable."
        ),
        (Finding(.fine, .clock(ahead: 900)), "This machine's clock and the server's agree.", nil),
        (Finding(.note, .pending(1)), "1 change waits to be sent.", "`twofold sync`"),
        (Finding(.fine, .pending(0)), "Nothing waits to be sent.", nil),
        (Finding(.note, .kit(false)), "There is no recovery kit.", "`twofold kit` makes one."),
        (
            Finding(.note, .waitingForOpenings(2)), "2 rounds that both have sealed wait to open.",
            "They open once both of you have synced again."
        ),
        (
            Finding(.problem, .keys(missing: 1)), "1 key is missing.", "`twofold sync` on this machine, and on another of yours."
        ),
    ]

    @Test(arguments: findings.indices) func `each finding is a sentence, with what to do about it`(index: Int) {
        let (finding, message, next) = Self.findings[index]
        #expect(Wording.finding(finding).message == message)
        #expect(Wording.finding(finding).next == next)
    }
}

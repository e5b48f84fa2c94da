import FoundationEssentials
import Models
import Wire

extension FuzzTarget {
    /// JSON that a client receives.
    static let replies = FuzzTarget("replies", longest: 8192, moreSeeds: ["Tests/WireTests/Golden"]) { input in
        try requireRoundTrip(SyncResponse.self, input)
        if let reply = try? WireJSON.decode(SyncResponse.self, from: Data(input)) {
            try require(WireJSON.encode(reply) == encoded(reply), "a reply is written as the encoder writes it")
        }
        try requireRoundTrip(SessionResponse.self, input)
        try requireRoundTrip(ChallengeResponse.self, input)
        try requireRoundTrip(BoxReadResponse.self, input)
        try requireRoundTrip(BoxAnswerResponse.self, input)
        try requireRoundTrip(ServerInfo.self, input)
        try requireRoundTrip(Problem.self, input)
        try requireRoundTrip(Change.self, input)
        try requireRoundTrip(Outcome.self, input)
        try requireRoundTrip(RecordHeader.self, input)
    }
}

/// By the encoder alone, without the writer for replies.
private func encoded(_ value: some Encodable) throws -> Data { try WireJSON.encode(value) }

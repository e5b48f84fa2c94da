import FoundationEssentials
import Models
import Wire

extension FuzzTarget {
    /// JSON that a server receives.
    static let requests = FuzzTarget("requests", longest: 8192, moreSeeds: ["Tests/WireTests/Golden"]) { input in
        try requireRoundTrip(SyncRequest.self, input)
        try require(
            (try? WireJSON.decode(SyncRequest.self, from: Data(input))) == decoded(input),
            "a request is read as the decoder reads it")
        try requireRoundTrip(SessionRequest.self, input)
        try requireRoundTrip(ChallengeRequest.self, input)
        try requireRoundTrip(BoxReadRequest.self, input)
        try requireRoundTrip(BoxAnswerRequest.self, input)
        try requireRoundTrip(Write.self, input)
        try requireRoundTrip(KeyGrant.self, input)
        try requireRoundTrip(LogEntry.self, input)
        try requireRoundTrip(Record.self, input)
        try requireRoundTrip(Opening.self, input)
    }
}

/// By the decoder alone, without the reader for plain requests.
private func decoded<Value: Decodable>(_ input: Bytes) -> Value? { try? WireJSON.decode(Value.self, from: Data(input)) }

import Models
import Wire

extension FuzzTarget {
    /// JSON that a server receives.
    static let requests = FuzzTarget("requests", longest: 8192, moreSeeds: ["Tests/WireTests/Golden"]) { input in
        try requireRoundTrip(SyncRequest.self, input)
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

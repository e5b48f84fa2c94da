import Models
import Wire

extension FuzzTarget {
    /// JSON that a client receives.
    static let replies = FuzzTarget("replies", longest: 8192, moreSeeds: ["Tests/WireTests/Golden"]) { input in
        try requireRoundTrip(SyncResponse.self, input)
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

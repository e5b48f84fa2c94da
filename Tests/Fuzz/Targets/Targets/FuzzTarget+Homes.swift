import Catalogue
import ClientCore
import Models

extension FuzzTarget {
    /// The values that a home stores as JSON.
    static let homes = FuzzTarget("homes", longest: 8192) { input in
        try requireRoundTrip(Membership.self, input)
        try requireRoundTrip(SyncState.self, input)
        try requireRoundTrip(PendingJoin.self, input)
        try requireRoundTrip(PendingEnlisting.self, input)
        try requireRoundTrip(Intent.self, input)
        try requireRoundTrip(Notice.self, input)
        try requireRoundTrip(Offer.self, input)
        try requireRoundTrip(BootTime.self, input)
        try requireRoundTrip([PromptID].self, input)
        try requireRoundTrip(Blob.self, input)
    }
}

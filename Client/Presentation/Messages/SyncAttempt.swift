package import ClientCore

/// What a command did, as a sentence: one for when the server has accepted it, one for when it is only saved here.
package struct Confirmation: Hashable, Sendable {
    package let done: String
    package let kept: String
    /// Replaces the sentence on delivery if delivery doesn't matter yet.
    let aside: String?
    /// Whether it concerns the partner too, and so waits until there is one.
    let isForBoth: Bool

    package init(_ done: String, kept: String, aside: String? = nil, isForBoth: Bool = false) {
        self.done = done
        self.kept = kept
        self.aside = aside
        self.isForBoth = isForBoth
    }
}

/// Whether a saved change has reached the server.
package struct SyncAttempt {
    /// `nil` if no sync was tried.
    package let report: SyncReport?
    package let error: CommandError?
    /// Whether all that is unsent waits for a partner to join.
    package let waitsForPartner: Bool

    package init(report: SyncReport?, error: CommandError?, waitsForPartner: Bool) {
        self.report = report
        self.error = error
        self.waitsForPartner = waitsForPartner
    }

    package func wentThrough(_ confirmation: Confirmation) -> Bool {
        guard let report, report.stopped == nil else { return false }
        return report.pending == 0 || waitsForPartner && !confirmation.isForBoth
    }
}

/// What a command did, as a sentence: one for when the server has accepted it, one for when it is only saved here.
package struct Deed: Hashable, Sendable {
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

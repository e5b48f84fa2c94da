/// What a command did, as a sentence: for when it went through, and for when it is only saved here.
package struct Deed: Hashable, Sendable {
    package let done: String
    package let kept: String
    /// Said instead of whether it went through, where that does not matter yet.
    package let aside: String?
    /// It concerns the partner too, and so waits until there is one.
    package let isForBoth: Bool

    init(_ done: String, kept: String, aside: String? = nil, isForBoth: Bool = false) {
        self.done = done
        self.kept = kept
        self.aside = aside
        self.isForBoth = isForBoth
    }
}

/// What became of an answer that was to be sealed.
package enum SealResult: Hashable, Sendable {
    case sealed
    /// There is no partner yet: kept as a finished draft.
    case keptUntilPaired
}

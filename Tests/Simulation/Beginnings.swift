/// The starting states that one thread has created so far.
final class Beginnings {
    private var known: [Fleet: PairedBeginning] = [:]

    func with(_ fleet: Fleet) throws -> PairedBeginning {
        if let beginning = known[fleet] { return beginning }
        let beginning = try PairedBeginning(fleet)
        known[fleet] = beginning
        return beginning
    }
}

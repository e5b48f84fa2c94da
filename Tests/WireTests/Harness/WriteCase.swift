import Wire

/// The cases of `Write`, for counting. A new one doesn't compile until it's here, and then fails until it has a golden file.
enum WriteCase: CaseIterable {
    case record, opening, entry, grant, pair, box

    init(_ write: Write) {
        self =
            switch write {
            case .record: .record
            case .opening: .opening
            case .entry: .entry
            case .grant: .grant
            case .pair: .pair
            case .box: .box
            }
    }
}

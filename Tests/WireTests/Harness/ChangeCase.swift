import Wire

/// The cases of `Change`, for counting, as in `WriteCase`.
enum ChangeCase: CaseIterable {
    case record, entry, grant, joined

    init(_ change: Change) {
        self =
            switch change {
            case .record: .record
            case .entry: .entry
            case .grant: .grant
            case .joined: .joined
            }
    }
}

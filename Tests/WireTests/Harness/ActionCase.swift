import Models

/// The cases of `LogAction`, for counting, as in `WriteCase`.
enum ActionCase: CaseIterable {
    case add, retire, remove, pair, leave

    init(_ action: LogAction) {
        self =
            switch action {
            case .add(_, retiring: nil): .add
            case .add: .retire
            case .remove: .remove
            case .pair: .pair
            case .leave: .leave
            }
    }
}

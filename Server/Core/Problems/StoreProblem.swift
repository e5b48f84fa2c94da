package import Wire

extension Problem {
    /// What a caller learns when the store fails. Never includes the store's own message.
    package init(store error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case StoreError.full: self = .of(.storageFull, retryAfter: 60)
        case StoreError.inUse, StoreError.inaccessible, StoreError.readOnly, StoreError.busy, StoreError.unavailable,
            StoreError.outcomeUnknown, StoreError.absent, StoreError.moved, StoreError.moving:
            self = .of(.notReady, retryAfter: 5)
        default: self = .of(.internalError)
        }
    }
}

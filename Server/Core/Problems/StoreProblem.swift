package import Wire

extension Problem {
    /// What a caller is told where the store failed: never why in its words.
    package init(store error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case StoreError.full: self = .of(.storageFull, retryAfter: 60)
        case StoreError.inUse, StoreError.inaccessible, StoreError.readOnly, StoreError.busy: self = .of(.notReady, retryAfter: 5)
        default: self = .of(.internalError)
        }
    }
}

import Models
package import ServerCore
import Wire

/// The requirements for every store, case by case. Each case runs on an empty store.
package enum StoreConformance: String, Sendable, CaseIterable {
    case keepsSecrets, keepsCouples, keepsDevices, remembersFormerHistories, keepsLogsInOrder, keepsGrants
    case keepsRecordsWhole, replacesRecords, updatesOnlyWhatMayChange, separatesScopes, findsUnfrozenSeals, deletesRecords
    case readsFeedsInOrder, limitsFeeds, keepsPointsOfVacatedPositions, showsPaperOnlyEntriesAndGrants, findsWithdrawals
    case keepsBoxes, keepsTokens, separatesCouples, leavesOtherCouplesAlone
    case forgetsOldPoints, keepsLatestWithdrawals, keepsLatestHistories, keepsLatestTokens
    case undoesAThrowingTransaction, undoesAThrowingSavepointAlone, seesItsOwnWrites, readersSeeNoUnfinishedWrite

    package func run(on store: some Store) throws {
        let fixture = try StoreFixture()
        switch self {
        case .keepsSecrets: try keepSecrets(store)
        case .keepsCouples: try keepCouples(store, fixture)
        case .keepsDevices: try keepDevices(store, fixture)
        case .remembersFormerHistories: try rememberHistories(store, fixture)
        case .keepsLogsInOrder: try keepLogs(store, fixture)
        case .keepsGrants: try keepGrants(store, fixture)
        case .keepsRecordsWhole: try keepRecords(store, fixture)
        case .replacesRecords: try replaceRecords(store, fixture)
        case .updatesOnlyWhatMayChange: try updateRecords(store, fixture)
        case .separatesScopes: try separateScopes(store, fixture)
        case .findsUnfrozenSeals: try findUnfrozenSeals(store, fixture)
        case .deletesRecords: try deleteRecords(store, fixture)
        case .readsFeedsInOrder: try readFeeds(store, fixture)
        case .limitsFeeds: try limitFeeds(store, fixture)
        case .keepsPointsOfVacatedPositions: try vacate(store, fixture)
        case .showsPaperOnlyEntriesAndGrants: try showPaper(store, fixture)
        case .findsWithdrawals: try findWithdrawals(store, fixture)
        case .keepsBoxes: try keepBoxes(store, fixture)
        case .keepsTokens: try keepTokens(store, fixture)
        case .separatesCouples: try separateCouples(store, fixture)
        case .leavesOtherCouplesAlone: try leaveOthersAlone(store, fixture)
        case .forgetsOldPoints: try forgetPoints(store, fixture)
        case .keepsLatestWithdrawals: try keepLatestWithdrawals(store, fixture)
        case .keepsLatestHistories: try keepLatestHistories(store, fixture)
        case .keepsLatestTokens: try keepLatestTokens(store, fixture)
        case .undoesAThrowingTransaction: try undoTransaction(store, fixture)
        case .undoesAThrowingSavepointAlone: try undoSavepoint(store, fixture)
        case .seesItsOwnWrites: try seeOwnWrites(store, fixture)
        case .readersSeeNoUnfinishedWrite: try readUnfinished(store, fixture)
        }
    }
}

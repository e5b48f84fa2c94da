package import Catalogue
package import ClientCore
package import Models
package import Vault
package import Wire

/// The client as the commands use it. `ClientCore.Client` conforms, with any store.
///
/// Every method throws `ClientError`, or the store's errors.
package protocol HomeClient: AnyObject {
    // MARK: Setup
    func initialise(name: String?, deviceName: String, server: ServerSetting?) throws
    func setServer(_ setting: ServerSetting) throws
    func serverAddress() throws -> ServerAddress?
    func serverInfo(budget: Double?) throws -> ServerInfo
    func invite() throws -> PrintedCode
    func hasJoined() throws -> Bool
    func join(_ code: PaperCode, name: String?, deviceName: String) throws
    func link() throws -> PrintedCode
    func useLink(_ code: PaperCode, deviceName: String) throws
    func makeKit(replacing: Bool) throws -> PrintedCode
    func checkKit(_ code: PaperCode) throws
    func recover(_ code: PaperCode, deviceName: String) throws

    // MARK: Answering
    func resolve(_ text: String) throws -> String
    func next(on day: Day) throws -> String
    func rememberListing(_ ids: [String]) throws
    func saveDraft(_ prompt: String, text: String) throws
    func seal(_ prompt: String, text: String?) throws -> SealResult
    func withdraw(_ prompt: String) throws
    func skip(_ prompt: String, undo: Bool) throws
    func ask(_ question: String) throws -> String
    func again(_ prompt: String) throws -> Int

    // MARK: Today
    func today(on day: Day, about barrier: Barrier?) throws -> TodayView
    func schedule() throws -> ScheduleSpan
    func waitingSchedule() throws -> WaitingSchedule?
    @discardableResult
    func reschedule(_ change: (inout ScheduleSpan) -> Void) throws -> Day
    func decks() throws -> [DeckView]
    func addDeck(_ text: String) throws -> Deck
    func removeDeck(_ id: String) throws

    // MARK: Check-ins and pledges
    func checkIn(_ checkIn: CheckIn) throws -> SealResult
    func beginCheckIn() throws
    func checkIns() throws -> [CheckInPair]
    func trends() throws -> Trends
    func addPledge(_ text: String, from: Day, through: Day) throws -> Int
    func pledges() throws -> [PledgeView]
    func keepPledge(_ number: Int, on day: Day?) throws

    // MARK: Reading and replying
    @discardableResult
    func reflect(_ prompt: String, round: Int?, text: String) throws -> Int
    @discardableResult
    func react(_ prompt: String, round: Int?, sign: String?) throws -> Int
    func lastOpened() throws -> RoundReference
    func timeline(search: String?) throws -> [TimelineEntry]
    func sync(budget: Double?) throws -> SyncReport
    func sync(budget: Double?, progress: (SyncReport) -> Void) throws -> SyncReport
    func syncIfOlder(than seconds: Int64, budget: Double) throws -> SyncReport?
    func prompts(deck: String?, search: String?) throws -> [PromptSummary]
    func show(_ prompt: String) throws -> PromptView
    func opened() throws -> [OpenedRound]
    func markLookedAt(_ prompt: String, round: Int) throws
    func markHeard(_ prompt: String, round: Int) throws
    func status() throws -> StatusView
    func history(_ prompt: String) throws -> [HistoryVersion]
    func restore(_ prompt: String, version: Int) throws
    func takeNotices() throws -> [NoticeRow]

    // MARK: Export and settings
    func export() throws -> Export
    func export(progress: (_ done: Int, _ total: Int) -> Void) throws -> Export
    func author(of export: Export) throws -> ExportAuthor?
    func bringIn(
        _ export: Export, by author: ExportAuthor, progress: (_ done: Int, _ total: Int) -> Void
    ) throws -> BroughtIn
    func setting(_ key: ConfigKey) throws -> String?
    func set(_ key: ConfigKey, to value: String) throws
    func devices() throws -> [DeviceView]
    func devices(called text: String) throws -> [DeviceView]
    func lastSigned() throws -> [DeviceID: Instant]
    func devices(addedBy devices: [DeviceID]) throws -> [DeviceView]
    func removeDevices(_ devices: [DeviceID], keeping: Set<DeviceID>) throws
    func fingerprint() throws -> String?
    func leave() throws
    func findings(after report: SyncReport?) throws -> [Finding]
}

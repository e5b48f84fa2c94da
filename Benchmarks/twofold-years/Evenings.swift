import Catalogue
import ClientCore
import Commands
import LocalStore
import Machine
import Models
import Support
import Vault

/// Two people who answer the prompt of the day every day. Ada's home is on disk, Ben's in memory, and the server runs in this process.
final class Evenings {
    private let world: World
    private let ada: Client
    private let ben: TestHome
    private let random = SeededRandom(seed: 5)
    private(set) var answers = 0

    init(_ folder: HomeFolder) throws {
        let world = try World()
        self.world = world
        let seeded = SeededRandom(seed: 1)
        let home = RandomSource { seeded.bytes($0) }
        try folder.prepare()
        // Create the key before the database that it encrypts.
        let key = try folder.makeStoreKey(random: home)
        let transport = InProcessTransport(world.service)
        let clocks = DeviceClocks(world.time, boot: "years")
        ada = Client(
            store: try SQLiteHome(path: folder.database), storeKey: key,
            random: home, now: { clocks.wall }, boot: { clocks.boot }, catalogue: try Catalogue.builtIn(),
            connect: { _, _ in transport })
        ben = try TestHome(world, seed: 2)
        try ada.initialise(name: "Ada", deviceName: "desk", server: ServerSetting(parsing: World.address))
        try ben.client.join(PaperCode(parsing: ada.invite().text), name: "Ben", deviceName: "laptop")
        try ben.sync()
        _ = try ada.sync(budget: nil)
    }

    func live(days: Int) throws {
        for day in 0..<days {
            try evening()
            if day % 7 == 6 { try checkIn() }
            if day % 30 == 3 { try pledge() }
            try ben.sync()
            _ = try ada.sync(budget: nil)
            try ben.sync()
            for opened in try ada.opened() { try ada.markLookedAt(opened.reference) }
            world.time.advance(seconds: 86_400)
        }
    }

    private var today: Day { WallClock(ahead: 0).day(world.time.now) }

    /// A prompt that was asked in an earlier year is asked again.
    private func evening() throws {
        guard let prompt = try ada.today(on: today, about: nil).prompt else { return }
        if prompt.state == .revealed {
            _ = try ada.again(prompt.id)
            _ = try ben.client.again(prompt.id)
        }
        _ = try ada.seal(prompt.id, text: words())
        _ = try ben.client.seal(prompt.id, text: words())
        answers += 2
        guard random.below(5) == 0 else { return }
        try ben.sync()
        _ = try ada.sync(budget: nil)
        try ben.sync()
        try ben.client.reflect(prompt.id, round: nil, text: words())
        try ada.react(prompt.id, round: nil, symbol: "♥")
    }

    private func checkIn() throws {
        for seal in [ada.checkIn, ben.client.checkIn] {
            let ratings = CheckInSubject.allCases.map { ($0, Rating(random.below(11))) }
            _ = try seal(
                CheckIn(ratings: Dictionary(uniqueKeysWithValues: ratings.compactMap { pair in pair.1.map { (pair.0, $0) } })))
        }
        answers += 2
    }

    private func pledge() throws {
        let number = try ada.addPledge(words(), from: today, through: today.advanced(by: 6))
        if random.below(2) == 0 { try ada.keepPledge(number, on: today) }
    }

    /// 60 words, a typical answer.
    private func words() -> String {
        (0..<60).map { _ in random.pick(Self.vocabulary) }.joined(separator: " ")
    }

    private static let vocabulary = [
        "the", "kitchen", "rain", "we", "laughed", "about", "your", "mother's", "letter", "until", "it", "was", "late", "and", "I",
        "thought", "that", "nobody", "had", "ever", "listened", "like", "this", "before", "quietly", "with", "tea", "window",
        "again",
    ]
}

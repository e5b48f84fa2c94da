import Support

/// The steps of one seed.
struct Script {
    let plan: Plan
    let seed: UInt64
    var fleet: Fleet
    var steps: [Step]

    /// One world in sixty-four runs over SQLite on both sides, as shipped, or all of them over PostgreSQL if it's there. Those that copy
    /// homes run in memory.
    var isShipped: Bool { (TestPostgres.isThere || seed / UInt64(Plan.allCases.count) % 64 == 7) && !plan.hasClones }

    init(seed: UInt64) {
        self.seed = seed
        plan = Plan(seed: seed)
        let random = SeededRandom(seed: seed)
        var writer = ScriptWriter(plan: plan, random: random)
        fleet = writer.fleet
        steps = writer.write(count: Self.length(random))
    }

    /// Most scripts are short, because nearly everything that can break does so within a few steps. One in sixteen is long.
    private static func length(_ random: SeededRandom) -> Int {
        random.number() % 16 == 0 ? 24 + Int(random.number() % 32) : 5 + Int(random.number() % 12)
    }
}

import Support

/// The steps of one seed.
struct Script {
    let plan: Plan
    let seed: UInt64
    var steps: [Step]

    init(seed: UInt64) {
        self.seed = seed
        plan = Plan(seed: seed)
        let random = SeededRandom(seed: seed)
        var writer = ScriptWriter(plan: plan, random: random)
        steps = writer.write(count: Self.length(random))
    }

    /// Most are short: nearly everything that can break breaks within a few steps. One in eight is long.
    private static func length(_ random: SeededRandom) -> Int {
        random.number() % 8 == 0 ? 24 + Int(random.number() % 32) : 5 + Int(random.number() % 12)
    }

    init(plan: Plan, seed: UInt64, steps: [Step]) {
        self.plan = plan
        self.seed = seed
        self.steps = steps
    }
}

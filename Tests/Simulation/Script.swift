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
        steps = writer.write(count: 12 + Int(random.number() % 22))
    }

    init(plan: Plan, seed: UInt64, steps: [Step]) {
        self.plan = plan
        self.seed = seed
        self.steps = steps
    }
}

"""One peer on the bars of engine-bars.ts: the crossing of two averages, one unit, next open, a tenth of a percent.

  python engine_peers.py PEER BARS    prints seconds, closed trades and final equity as JSON

Imports, data and their conversion are not timed, and what compiles itself has been warmed up.
"""
import json, sys, time

CASH, COMMISSION, FAST, SLOW = 10_000_000.0, 0.001, 20, 50


def make(n, seed=42, sigma=0.0008, start=10_000.0):
    """Open, high, low, close, volume: the bytes of engineBars."""
    import numpy as np
    with np.errstate(over="ignore"):
        a = (np.arange(1, n * 8 + 1, dtype=np.uint64) * np.uint64(0x6D2B79F5) + np.uint64(seed)).astype(np.uint32)
        t = (a ^ (a >> np.uint32(15))) * (a | np.uint32(1))
        t ^= t + (t ^ (t >> np.uint32(7))) * (t | np.uint32(61))
        u = ((t ^ (t >> np.uint32(14))).astype(np.float64) / 4294967296.0).reshape(n, 8)
    z = u[:, 0] + u[:, 1] + u[:, 2] + u[:, 3] - 2
    gap, up, down, traded = u[:, 4] - 0.5, u[:, 5], u[:, 6], u[:, 7]
    walk = np.cumprod(np.concatenate([[start], 1 + sigma * z]))
    o, c = walk[:-1] * (1 + sigma * 0.25 * gap), walk[1:]
    h = np.maximum(o, c) * (1 + sigma * 0.5 * up)
    l = np.minimum(o, c) * (1 - sigma * 0.5 * down)
    snap = lambda x: np.floor(x * 64 + 0.5) / 64
    return np.column_stack([snap(o), snap(h), snap(l), snap(c), 1 + np.floor(traded * 1000)])


def frame(bars):
    import pandas as pd
    index = pd.date_range("2020-01-01", periods=len(bars), freq="1min")
    return pd.DataFrame(bars, columns=["Open", "High", "Low", "Close", "Volume"], index=index)


def vectorbt(bars):
    import vectorbt as vbt
    df = frame(bars)

    def go(df):
        fast, slow = vbt.MA.run(df.Close, FAST).ma, vbt.MA.run(df.Close, SLOW).ma
        entries, exits = (fast > slow).vbt.fshift(1), (fast < slow).vbt.fshift(1)
        portfolio = vbt.Portfolio.from_signals(
            df.Close, entries, exits, price=df.Open, size=1.0, fees=COMMISSION, init_cash=CASH, freq="1min")
        return int(portfolio.trades.closed.count()), float(portfolio.final_value())
    go(df.iloc[:2000])
    return lambda: go(df)


def backtesting(bars):
    import warnings
    warnings.filterwarnings("ignore")
    import pandas as pd
    from backtesting import Backtest, Strategy

    class Crossing(Strategy):
        def init(self):
            mean = lambda values, n: pd.Series(values).rolling(n).mean()
            self.fast = self.I(mean, self.data.Close, FAST, plot=False)
            self.slow = self.I(mean, self.data.Close, SLOW, plot=False)

        def next(self):
            fast, slow = self.fast[-1], self.slow[-1]
            if fast > slow:
                if not self.position: self.buy(size=1)
            elif fast < slow and self.position: self.position.close()
    test = Backtest(frame(bars), Crossing, cash=CASH, commission=COMMISSION)

    def run():
        result = test.run()
        return int((result._trades.ExitBar >= 0).sum()), float(result["Equity Final [$]"])
    return run


def backtrader(bars):
    import backtrader as bt
    df = frame(bars)

    class Crossing(bt.Strategy):
        def __init__(self):
            self.fast, self.slow, self.closed = bt.ind.SMA(period=FAST), bt.ind.SMA(period=SLOW), 0

        def next(self):
            fast, slow = self.fast[0], self.slow[0]
            if fast > slow:
                if not self.position: self.buy(size=1)
            elif fast < slow and self.position: self.close()

        def notify_trade(self, trade):
            if trade.isclosed: self.closed += 1

    def run():
        cerebro = bt.Cerebro(stdstats=False)
        cerebro.adddata(bt.feeds.PandasData(dataname=df))
        cerebro.addstrategy(Crossing)
        cerebro.broker.setcash(CASH)
        cerebro.broker.setcommission(commission=COMMISSION)
        return cerebro.run()[0].closed, cerebro.broker.getvalue()
    return run


def nautilus_trader(bars):
    """Fills at the close that decided: it has no next open on bars."""
    from decimal import Decimal
    from nautilus_trader.backtest.engine import BacktestEngine, BacktestEngineConfig
    from nautilus_trader.config import LoggingConfig, StrategyConfig
    from nautilus_trader.indicators import SimpleMovingAverage
    from nautilus_trader.model.currencies import USD
    from nautilus_trader.model.data import BarType
    from nautilus_trader.model.enums import AccountType, OmsType, OrderSide
    from nautilus_trader.model.identifiers import InstrumentId, Symbol, TraderId, Venue
    from nautilus_trader.model.instruments import Equity
    from nautilus_trader.model.objects import Money, Price, Quantity
    from nautilus_trader.persistence.wranglers import BarDataWrangler
    from nautilus_trader.trading.strategy import Strategy
    venue = Venue("X")
    asset = InstrumentId(Symbol("AAA"), venue)
    instrument = Equity(
        instrument_id=asset, raw_symbol=Symbol("AAA"), currency=USD, price_precision=6,
        price_increment=Price.from_str("0.000001"), lot_size=Quantity.from_int(1),
        maker_fee=Decimal("0.001"), taker_fee=Decimal("0.001"), ts_event=0, ts_init=0)
    kind = BarType.from_str("AAA.X-1-MINUTE-LAST-EXTERNAL")
    df = frame(bars)
    df.columns = [name.lower() for name in df.columns]
    df.index = df.index.tz_localize("UTC")

    class Crossing(Strategy):
        def __init__(self):
            super().__init__(StrategyConfig(strategy_id="S-1"))
            self.fast, self.slow = SimpleMovingAverage(FAST), SimpleMovingAverage(SLOW)
            self.unit, self.sold = Quantity.from_int(1), 0

        def on_start(self):
            self.register_indicator_for_bars(kind, self.fast)
            self.register_indicator_for_bars(kind, self.slow)
            self.subscribe_bars(kind)

        def on_bar(self, bar):
            if not self.slow.initialized: return
            fast, slow, flat = self.fast.value, self.slow.value, self.portfolio.is_flat(asset)
            if fast > slow:
                if flat: self.submit_order(self.order_factory.market(asset, OrderSide.BUY, self.unit))
            elif fast < slow and not flat:
                self.sold += 1
                self.submit_order(self.order_factory.market(asset, OrderSide.SELL, self.unit))

    engine = BacktestEngine(BacktestEngineConfig(
        trader_id=TraderId("T-1"), logging=LoggingConfig(bypass_logging=True), run_analysis=False))
    engine.add_venue(
        venue, OmsType.NETTING, AccountType.MARGIN, [Money(CASH, USD)], base_currency=USD, default_leverage=Decimal(1))
    engine.add_instrument(instrument)
    engine.add_data(BarDataWrangler(kind, instrument).process(df))
    strategy = Crossing()
    engine.add_strategy(strategy)

    def run():
        engine.run()
        return strategy.sold, float(engine.cache.account_for_venue(venue).balance_total(USD).as_double())
    return run


if __name__ == "__main__":
    peer, count = sys.argv[1], int(sys.argv[2])
    run = globals()[peer](make(count))
    start = time.perf_counter()
    trades, equity = run()
    print(json.dumps(dict(seconds=time.perf_counter() - start, trades=trades, equity=equity)))

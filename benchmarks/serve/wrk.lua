-- Asks the paths of a file in turn, and prints what was measured as one line of JSON.
-- Arguments: the file of paths; "codes" to count each status, which costs time.

local threads, paths, at = {}, {}, 0
codes = {}

function setup(thread) table.insert(threads, thread) end

function init(args)
  for path in io.lines(args[1]) do paths[#paths + 1] = path end
  if args[2] == "codes" then
    response = function(status) codes[status] = (codes[status] or 0) + 1 end
  end
end

function request()
  at = at % #paths + 1
  return wrk.format("GET", paths[at])
end

function done(summary, latency)
  local counted = {}
  for _, thread in ipairs(threads) do
    for status, number in pairs(thread:get("codes")) do
      counted[#counted + 1] = string.format('"%d": %d', status, number)
    end
  end
  local errors = summary.errors
  local function within(share) return summary.requests > 0 and latency:percentile(share) / 1e3 or 0 end
  print(string.format(
    '{"seconds": %f, "requests": %d, "bytes": %d, "p50": %f, "p99": %f, "refused": %d, "broken": %d, "codes": {%s}}',
    summary.duration / 1e6, summary.requests, summary.bytes,
    within(50), within(99), errors.status,
    errors.connect + errors.read + errors.write + errors.timeout, table.concat(counted, ", ")))
end
